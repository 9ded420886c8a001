package cn.qingfeng.evaluation.result;

import cn.qingfeng.evaluation.Quarters;
import cn.qingfeng.evaluation.score.ClueFigure;
import cn.qingfeng.evaluation.score.Parameter;
import cn.qingfeng.evaluation.score.Question;
import cn.qingfeng.evaluation.score.Ranked;
import cn.qingfeng.evaluation.score.Scheme;
import cn.qingfeng.evaluation.score.ScoreNode;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Unit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** A score in words: line by line what it was made of, each with its formula and its numbers put in. */
@Component
class ScoreWords {

    /** Sums of fewer answers would tell who gave them. */
    static final int FEW = 5;

    private static final Set<String> QUESTIONS =
            Arrays.stream(Question.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    /**
     * A line of the tree.
     *
     * @param depth 0 for the whole
     * @param figure the code of a figure that is counted from clues; null for others
     */
    record Line(int depth, String name, String value, String weight, String sample, String how, String figure) {}

    private final MessageSource messages;

    ScoreWords(MessageSource messages) {
        this.messages = messages;
    }

    List<Line> lines(Ranked one, Scheme scheme, Locale locale) {
        var lines = new ArrayList<Line>();
        add(lines, 0, one.tree(), scheme, locale);
        return lines;
    }

    private void add(List<Line> lines, int depth, ScoreNode node, Scheme scheme, Locale locale) {
        var clue = Arrays.stream(ClueFigure.values())
                .anyMatch(figure -> figure.name().equals(node.code()));
        lines.add(new Line(
                depth,
                say("score." + node.code(), locale),
                points(node.value()),
                node.weight() == 0 || depth == 0 || QUESTIONS.contains(node.code())
                        ? ""
                        : String.valueOf(node.weight()),
                depth == 0 ? "" : say("score.sample." + kind(node, clue), locale, node.sample(), node.part()),
                how(node, scheme, locale),
                clue ? node.code() : null));
        if (node.code().equals(Parameter.BALLOTS.name()) && tellsFew(node)) {
            lines.add(new Line(depth + 1, say("score.few", locale, FEW), "", "", "", "", null));
            return;
        }
        node.children().forEach(child -> add(lines, depth + 1, child, scheme, locale));
    }

    /** Whether the answers to any question are so few that sums would tell who gave them; one hidden alone could be reckoned. */
    private static boolean tellsFew(ScoreNode ballots) {
        return ballots.sample() < FEW
                || ballots.children().stream().anyMatch(one -> one.sample() > 0 && one.sample() < FEW);
    }

    private static String kind(ScoreNode node, boolean clue) {
        if (clue || node.code().equals(Parameter.CLUES.name()) || node.code().equals(ScoreNode.DEDUCTION)) {
            return "clues";
        }
        return QUESTIONS.contains(node.code()) ? "answers" : node.code();
    }

    private String how(ScoreNode node, Scheme scheme, Locale locale) {
        if (node.code().equals(ScoreNode.DEDUCTION)) {
            return say("score.how.DEDUCTION", locale, node.sample(), scheme.of(Parameter.RED_COSTS));
        }
        if (node.value() == null) {
            return say("score.how.nothing", locale);
        }
        if (node.code().equals(ScoreNode.TOTAL)) {
            var off = node.find(ScoreNode.DEDUCTION).orElseThrow();
            return weighted(node) + (off.part() == 0 ? "" : " \u2212 " + off.part());
        }
        if (node.code().equals(Parameter.BALLOTS.name())) {
            return say("score.how.BALLOTS", locale);
        }
        if (node.code().equals(Parameter.CLUES.name())) {
            return weighted(node);
        }
        if (QUESTIONS.contains(node.code())) {
            return say("score.how.answers", locale, node.part(), node.sample());
        }
        var part = node.code().equals(ClueFigure.REWORKED.name())
                ? String.valueOf(node.sample() - node.part())
                : node.code().equals(ClueFigure.SOLVED.name())
                        ? BigDecimal.valueOf(node.part() * 5L, 1)
                                .stripTrailingZeros()
                                .toPlainString()
                        : String.valueOf(node.part());
        return say("score.how." + node.code(), locale, part, node.sample());
    }

    /** {@code (80.00×40 + 93.33×20) ÷ 60} */
    private static String weighted(ScoreNode node) {
        var counted = node.children().stream()
                .filter(child -> child.weight() > 0 && child.value() != null)
                .toList();
        return "("
                + counted.stream()
                        .map(child -> points(child.value()) + "\u00d7" + child.weight())
                        .collect(Collectors.joining(" + "))
                + ") \u00f7 "
                + counted.stream().mapToInt(ScoreNode::weight).sum();
    }

    /** The place, or why there is none. */
    String place(Ranked one, Locale locale) {
        return one.place() == null
                ? say("standing." + one.standing(), locale)
                : say("result.place", locale, one.place());
    }

    /** Since when a unit is not what it was; empty where it is. */
    String formed(Unit.Formed formed, Organization organization, Locale locale) {
        if (formed == null) {
            return "";
        }
        return formed.from() == null
                ? say("result.founded", locale, formed.on())
                : say("result.merged", locale, formed.on(), organization.unitName(formed.from()));
    }

    /** The quarter of a round, or its days where they are no quarter. */
    String quarter(ResultRound round, Locale locale) {
        return quarter(round.from(), round.to(), locale);
    }

    String quarter(LocalDate from, LocalDate to, Locale locale) {
        return Quarters.name(messages, from, to, locale);
    }

    String group(String group, Locale locale) {
        return messages.getMessage("organization.group." + group, null, say("result.together", locale), locale);
    }

    String honour(Ranked one, Locale locale) {
        return one.honour() == Ranked.Honour.NONE ? "" : say("honour." + one.honour(), locale);
    }

    static String points(BigDecimal value) {
        return value == null ? "\u2014" : value.toPlainString();
    }

    String say(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
