package cn.qingfeng.evaluation.survey;

import cn.qingfeng.Refusal;
import cn.qingfeng.web.Redraw;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a firm that was drawn answers, without an account; the secret goes as a ballot's does. */
@Controller
@RequestMapping(SurveyAnswerPage.ADDRESS)
class SurveyAnswerPage {

    static final String ADDRESS = "/ballots/questionnaire";

    private final Surveys surveys;
    private final Redraw redraw;

    SurveyAnswerPage(Surveys surveys, Redraw redraw) {
        this.surveys = surveys;
        this.redraw = redraw;
    }

    @GetMapping
    String ask() {
        return "evaluation/survey-answer";
    }

    @PostMapping
    String open(@RequestParam(defaultValue = "") String code, Model model) {
        try {
            draw(surveys.asked(code), code, Map.of(), model);
        } catch (Refusal refused) {
            redraw.with(refused, model);
        }
        return "evaluation/survey-answer";
    }

    @PostMapping("/answer")
    String answer(@RequestParam Map<String, String> post, Model model) {
        var code = post.getOrDefault("code", "");
        try {
            var survey = surveys.asked(code);
            try {
                surveys.answer(code, post);
                model.addAttribute("thanks", true);
            } catch (Refusal refused) {
                redraw.with(refused, model);
                draw(survey, code, post, model);
            }
        } catch (Refusal refused) {
            redraw.with(refused, model);
        }
        return "evaluation/survey-answer";
    }

    private static void draw(Survey survey, String code, Map<String, String> given, Model model) {
        model.addAttribute("survey", survey);
        model.addAttribute("code", code);
        model.addAttribute("given", given);
        model.addAttribute("longest", Sheet.LONGEST_WORDS);
    }
}
