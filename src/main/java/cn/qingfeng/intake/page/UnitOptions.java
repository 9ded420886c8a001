package cn.qingfeng.intake.page;

import cn.qingfeng.form.FormOptions;
import cn.qingfeng.form.Option;
import cn.qingfeng.organization.Organization;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The county's units as choices of a form: a field with {@code valuesKey: units}. */
@Component
class UnitOptions implements FormOptions {

    private final Organization organization;

    UnitOptions(Organization organization) {
        this.organization = organization;
    }

    @Override
    public Optional<List<Option>> named(String valuesKey) {
        return UNITS.equals(valuesKey)
                ? Optional.of(organization.units().stream()
                        .map(unit -> new Option(unit.name(), unit.code()))
                        .toList())
                : Optional.empty();
    }
}
