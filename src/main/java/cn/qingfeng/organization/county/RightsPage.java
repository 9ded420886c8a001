package cn.qingfeng.organization.county;

import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Right;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Who may what, as everybody who signed in may read it: the table itself, not a text about it. */
@Controller
class RightsPage {

    /** A right and the sign of each duty, in the order of {@link Duty}. */
    public record Row(Right right, List<String> signs) {
        public boolean always() {
            return right.during() == Right.While.ALWAYS;
        }
    }

    @GetMapping("/county/rights")
    String show(Model model) {
        model.addAttribute("duties", Duty.values());
        model.addAttribute(
                "rows",
                Arrays.stream(Right.values())
                        .map(right -> new Row(
                                right,
                                Arrays.stream(Duty.values()).map(right::signOf).toList()))
                        .toList());
        return "county/rights";
    }
}
