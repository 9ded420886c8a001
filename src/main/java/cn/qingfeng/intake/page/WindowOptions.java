package cn.qingfeng.intake.page;

import cn.qingfeng.form.FormOptions;
import cn.qingfeng.form.Option;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.place.Places;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The service windows as choices of a form, each with its unit: a field with {@code valuesKey: windows}. */
@Component
class WindowOptions implements FormOptions {

    private final Places places;
    private final Organization organization;

    WindowOptions(Places places, Organization organization) {
        this.places = places;
        this.organization = organization;
    }

    @Override
    public Optional<List<Option>> named(String valuesKey) {
        return WINDOWS.equals(valuesKey)
                ? Optional.of(places.windows().stream()
                        .map(one -> new Option(organization.unitName(one.unit()) + " " + one.name(), one.code()))
                        .toList())
                : Optional.empty();
    }
}
