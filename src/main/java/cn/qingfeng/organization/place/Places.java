package cn.qingfeng.organization.place;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Succession;
import cn.qingfeng.organization.Succession.Part;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where a clue can come from: windows, enterprises, contact points with a plaque. */
@Service
@Transactional(readOnly = true)
public class Places {

    private static final Pattern CREDIT_CODE = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{18}");
    private static final Pattern POINT_CODE = Pattern.compile("[A-Z0-9]+(-[A-Z0-9]+)*");

    private final ServiceWindows windows;
    private final Enterprises enterprises;
    private final ContactPoints points;
    private final Organization organization;

    Places(ServiceWindows windows, Enterprises enterprises, ContactPoints points, Organization organization) {
        this.windows = windows;
        this.enterprises = enterprises;
        this.points = points;
        this.organization = organization;
    }

    /** The windows that are there. */
    public List<ServiceWindow> windows() {
        return allWindows().stream()
                .filter(window -> window.closedOn().isEmpty())
                .toList();
    }

    /** The windows, those too that were given up. */
    public List<ServiceWindow> allWindows() {
        return windows.findAll(Sort.by("code"));
    }

    public List<ServiceWindow> windowsOf(String unit) {
        return windows.findByUnitOrderByCode(unit).stream()
                .filter(window -> window.closedOn().isEmpty())
                .toList();
    }

    public Optional<ServiceWindow> window(String code) {
        return code == null ? Optional.empty() : windows.findById(code);
    }

    public List<Enterprise> enterprises() {
        return enterprises.findAll(Sort.by("name"));
    }

    public Optional<Enterprise> enterprise(String creditCode) {
        return creditCode == null ? Optional.empty() : enterprises.findById(creditCode);
    }

    public Optional<Enterprise> enterpriseNamed(String name) {
        return name == null ? Optional.empty() : enterprises.findByName(name);
    }

    /** The points that are there. */
    public List<ContactPoint> contactPoints() {
        return allContactPoints().stream()
                .filter(point -> point.closedOn().isEmpty())
                .toList();
    }

    /** The points, those too that were given up. */
    public List<ContactPoint> allContactPoints() {
        return points.findAll(Sort.by("code"));
    }

    /** Windows and points of a unit belong to whoever takes them over from now on, its firms to the successor. */
    @Transactional
    public void move(String from, Succession succession) {
        windows.findByUnitOrderByCode(from)
                .forEach(window -> window.moveTo(succession.heirOf(Part.WINDOW, window.code())));
        points.findByUnit(from).forEach(point -> point.moveTo(succession.heirOf(Part.POINT, point.code())));
        enterprises.findByTown(from).forEach(firm -> firm.moveTo(succession.unit()));
    }

    /** The points of a unit that are there. */
    public List<ContactPoint> pointsOf(String unit) {
        return points.findByUnit(unit).stream()
                .filter(point -> point.closedOn().isEmpty())
                .toList();
    }

    /** What stands at a unit: windows, points, and the firms of a town. */
    public int at(String unit) {
        return (int) (windowsOf(unit).size()
                + pointsOf(unit).size()
                + enterprises.findByTown(unit).size());
    }

    /** The point behind a plaque's code. */
    public Optional<ContactPoint> contactPoint(String code) {
        return code == null ? Optional.empty() : points.findById(code);
    }

    /**
     * Adds a window, or changes the one with its code.
     *
     * @throws Refusal when its unit does not exist
     */
    @Transactional
    public void put(ServiceWindow window) {
        organization.requireUnit(window.unit());
        windows.save(window);
    }

    /**
     * Adds an enterprise, or changes the one with its credit code.
     *
     * @throws Refusal when the credit code is malformed or the town does not exist
     */
    @Transactional
    public void put(Enterprise enterprise) {
        if (!CREDIT_CODE.matcher(enterprise.creditCode()).matches()) {
            throw Refusal.invalid("organization.enterprise.code", enterprise.creditCode());
        }
        organization.requireUnit(enterprise.town());
        enterprises
                .findById(enterprise.creditCode())
                .ifPresentOrElse(
                        kept -> kept.change(
                                enterprise.name(),
                                enterprise.town(),
                                enterprise.keyEnterprise(),
                                enterprise.chiefOfficer().orElse(null)),
                        () -> enterprises.save(enterprise));
    }

    /**
     * Adds a contact point, or changes the one with its code.
     *
     * @throws Refusal when the code is malformed or its unit does not exist
     */
    @Transactional
    public void put(ContactPoint point) {
        if (!POINT_CODE.matcher(point.code()).matches()) {
            throw Refusal.invalid("organization.point.code", point.code());
        }
        point.unit().ifPresent(organization::requireUnit);
        points.save(point);
    }

    /** Gives a window or a contact point up; false where there is none. */
    @Transactional
    public boolean close(boolean window, String code, LocalDate on) {
        if (window) {
            return window(code)
                    .map(one -> {
                        one.close(on);
                        return true;
                    })
                    .orElse(false);
        }
        return contactPoint(code)
                .map(one -> {
                    one.close(on);
                    return true;
                })
                .orElse(false);
    }
}
