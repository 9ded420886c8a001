package cn.qingfeng.form;

import static cn.qingfeng.form.TestForms.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.Refusal;
import cn.qingfeng.Refusal.Fault;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.StringTemplateResolver;

class FormPageTests {

    private final FormSchema schema = new ClasspathForms()
            .latest("test-sample")
            .withOptions(key -> java.util.Optional.of(List.of(new Option("税务局", "tax"), new Option("\"><b>", "x"))));

    @Test
    void drawsEveryFieldWithLabelHelpAndMark() {
        var html = draw(schema.page(schema.defaults(), List.of(), Map.of()));

        assertThat(html)
                .contains("<label for=\"f-title\">", "标题&lt;script&gt;", "一句话说清", "aria-describedby=\"f-title-help\"")
                .contains("<legend><span>类别</span><span class=\"mark\"", "type=\"radio\"", "value=\"APPEAL\"")
                .contains("type=\"tel\"", "type=\"datetime-local\"", "<option value=\"tax\">税务局</option>")
                .contains("name=\"unitsConcerned\" value=\"1\"")
                .contains("name=\"visits[0].office\"")
                .contains("class=\"field half\"")
                .doesNotContain("<script>", "\"><b>", "form-errors", "th:");
    }

    @Test
    void showsTheWordsOfATextWithoutItsMarkup() {
        assertThat(draw(schema.page(Map.of(), List.of(), Map.of()))).contains("说明\n请&lt;b&gt;如实&lt;/b&gt;填写 要点");
    }

    @Test
    void keepsWhatWasTypedAndPutsEachFaultByItsField() {
        var post = new LinkedMultiValueMap<String, String>();
        post.add("title", "<img src=x onerror=alert(1)>");
        post.add("narrative", "𠮷</textarea><script>x</script>");
        post.add("name", "张三");
        post.add("phone", "12");
        post.add("kind", "REPORT");
        post.add("reasons", "SLOW");
        post.add("unit", "tax");
        post.add("at", "2026-03-01 09:30");
        post.add("visits[0].office", "税务局");
        post.add("_csrf", "token");
        var answers = schema.fromPost(post);

        var html = draw(schema.page(answers, faults(answers), Map.of()));

        assertThat(html)
                .containsPattern("value=\"REPORT\"[^>]*checked=\"checked\"")
                .contains("有 1 处需要改正", "<a href=\"#f-phone\">请填写 11 位手机号码。</a>")
                .contains("id=\"f-phone-error\">请填写 11 位手机号码。")
                .contains("name=\"phone\" value=\"12\"", "aria-describedby=\"f-phone-error\" aria-invalid=\"true\"")
                .contains(
                        "value=\"&lt;img src=x onerror=alert(1)&gt;\"",
                        "𠮷&lt;/textarea&gt;&lt;script&gt;x&lt;/script&gt;</textarea>")
                .contains("value=\"SLOW\" checked=\"checked\"", "value=\"tax\" selected=\"selected\"")
                .contains(
                        "value=\"2026-03-01T09:30\"",
                        "name=\"visits[0].office\" value=\"税务局\"",
                        "name=\"visits[1].office\"")
                .doesNotContain("<script>", "<img");
    }

    @Test
    void marksWhatIsConditionalAndWhatConditionsReadSoThatThePageWorksWithoutScript() {
        var page = schema.page(Map.of("anonymous", true), List.of(), Map.of());
        var who = page.parts().stream()
                .filter(part -> part.component().equals("who"))
                .findFirst()
                .orElseThrow();
        assertThat(who.hidden()).isTrue();
        assertThat(who.parts()).allMatch(FormPage.Part::conditional).allMatch(FormPage.Part::hidden);
        assertThat(page.parts().stream().filter(FormPage.Part::asked).map(FormPage.Part::name))
                .containsExactly("anonymous");
        assertThat(draw(page))
                .contains("data-hide=\"true\" data-component=\"who\"")
                .doesNotContain(" hidden");
        assertThat(draw(schema.page(Map.of(), List.of(), Map.of())))
                .doesNotContain("name=\"phone\" value=\"\" autocomplete=\"off\" required");
    }

    @Test
    void readsAPostedFormAndChecksIt() {
        var post = new LinkedMultiValueMap<String, String>();
        post.add("title", "停电");
        post.add("narrative", "一\r\n二");
        post.add("unitsConcerned", " 2 ");
        post.add("anonymous", "true");
        post.add("name", "");
        post.add("kind", "APPEAL");
        post.add("reasons", "SLOW");
        post.add("reasons", "RUDE");
        post.add("at", "2026-03-01T09:30");
        post.add("visits[0].office", "税务局");
        post.add("visits[7].office", "住建局");
        post.add("visits[8].office", "");

        assertThat(TestForms.check(schema, schema.fromPost(post)))
                .isEqualTo(Map.of(
                        "title",
                        "停电",
                        "narrative",
                        "一\n二",
                        "unitsConcerned",
                        2L,
                        "anonymous",
                        true,
                        "kind",
                        "APPEAL",
                        "reasons",
                        List.of("SLOW", "RUDE"),
                        "at",
                        "2026-03-01T09:30+08:00",
                        "visits",
                        List.of(Map.of("office", "税务局"), Map.of("office", "住建局"))));
    }

    @Test
    void refusesDoubledAnswersAndStrangeNamesInAPost() {
        var post = new LinkedMultiValueMap<String, String>();
        post.add("title", "一");
        post.add("title", "二");
        post.add("admin", "true");
        post.add("unitsConcerned", "two");
        assertThat(faults(schema.fromPost(post)).stream().map(TestForms::text))
                .contains("表单中没有“admin”这一项，没有提交。", "“标题<script>”的数据类型不正确。", "“涉及单位数”必须是数字。");
    }

    @Test
    void tellsAnswersAsAPersonReadsThem() {
        var answers = Map.<String, Object>of(
                "title", "停电",
                "anonymous", true,
                "kind", "APPEAL",
                "reasons", List.of("SLOW", "RUDE"),
                "unit", "tax",
                "at", "2026-03-01T09:30+08:00",
                "visits", List.of(Map.of("office", "住建局", "visited", "2026-01-05")));

        assertThat(schema.describe(answers, TestForms.messages(), Locale.SIMPLIFIED_CHINESE))
                .containsExactly(
                        new Answer("title", "标题<script>", "停电"),
                        new Answer("anonymous", "匿名反映", "是"),
                        new Answer("kind", "类别", "诉求"),
                        new Answer("reasons", "原因", "太慢、态度差"),
                        new Answer("unit", "涉及单位", "税务局"),
                        new Answer("at", "发生时间", "2026-03-01 09:30"),
                        new Answer("visits[0].office", "部门 #1", "住建局"),
                        new Answer("visits[0].visited", "日期 #1", "2026-01-05"));
    }

    private List<Fault> faults(Map<String, Object> answers) {
        try {
            schema.check(answers, Map.of(), NOW);
            return List.of();
        } catch (Refusal refusal) {
            return refusal.faults();
        }
    }

    static String draw(FormPage page) {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding("UTF-8");
        var engine = new SpringTemplateEngine();
        resolver.setResolvablePatterns(java.util.Set.of("form/*"));
        resolver.setOrder(1);
        engine.setTemplateResolvers(java.util.Set.of(resolver, new StringTemplateResolver()));
        engine.setTemplateEngineMessageSource(TestForms.messages());
        var context = new Context(Locale.SIMPLIFIED_CHINESE, Map.of("page", page));
        return engine.process("<div th:replace=\"~{form/fields :: form(${page})}\"></div>", context);
    }
}
