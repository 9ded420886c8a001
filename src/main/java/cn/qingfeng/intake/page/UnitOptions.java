package cn.qingfeng.intake.page;

import cn.qingfeng.Shelf;
import cn.qingfeng.form.FormOptions;
import cn.qingfeng.form.Option;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.event.UnitAdded;
import cn.qingfeng.organization.event.UnitClosed;
import cn.qingfeng.organization.event.UnitRenamed;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The county's units as choices of a form: a field with {@code valuesKey: units}. They lie on a shelf; that a chosen one still
 * exists is asked again where it is used.
 */
@Component
class UnitOptions implements FormOptions {

    private final Shelf<List<Option>> units;

    UnitOptions(Organization organization) {
        this.units = new Shelf<>(() -> organization.units().stream()
                .map(unit -> new Option(unit.name(), unit.code()))
                .toList());
    }

    @EventListener({UnitAdded.class, UnitRenamed.class, UnitClosed.class})
    void unitsChanged() {
        units.changed();
    }

    @Override
    public Optional<List<Option>> named(String valuesKey) {
        return UNITS.equals(valuesKey) ? Optional.of(units.get()) : Optional.empty();
    }
}
