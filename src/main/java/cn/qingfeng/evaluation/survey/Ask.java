package cn.qingfeng.evaluation.survey;

/** What a questionnaire may ask, each in five points or 不了解. Words for readers: {@code survey.ask.<NAME>}. */
public enum Ask {
    USEFUL,
    UNDERSTOOD,
    FOLLOWED,
    POLICIES,
    UNDISTURBED,
    HONEST,
    OVERALL
}
