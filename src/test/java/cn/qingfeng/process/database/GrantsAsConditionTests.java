package cn.qingfeng.process.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantsAsConditionTests {

    private static final String GRANTS =
            "( SELECT A.* FROM ACT_RU_AUTHORIZATION A WHERE A.TYPE_ < 2 AND ( A.USER_ID_ in ( ?, '*') OR A.GROUP_ID_ IN ( ? ) ) )";

    private static final String ASKED = "select distinct RES.ID_ from ACT_RU_TASK RES left join ACT_RE_PROCDEF D"
            + " on RES.PROC_DEF_ID_ = D.ID_ inner join " + GRANTS
            + " AUTH ON (AUTH.RESOURCE_ID_ = RES.ID_ OR AUTH.RESOURCE_ID_ = D.KEY_ OR AUTH.RESOURCE_ID_ = '*' )"
            + " WHERE ( RES.ASSIGNEE_ = ? ) and ( (AUTH.RESOURCE_ID_ IS NOT NULL) ) order by RES.DUE_DATE_ asc LIMIT ?";

    @Test
    void grantsAreLookedUpAndTheParametersKeepTheirOrder() {
        assertThat(GrantsAsCondition.rewritten(ASKED).orElseThrow().replaceAll("\\s+", " "))
                .isEqualTo("with GRANTED as " + GRANTS + " select distinct RES.ID_ from ACT_RU_TASK RES"
                        + " left join ACT_RE_PROCDEF D on RES.PROC_DEF_ID_ = D.ID_"
                        + " WHERE ( RES.ASSIGNEE_ = ? ) and ( ((RES.ID_ in (select RESOURCE_ID_ from GRANTED)"
                        + " or D.KEY_ in (select RESOURCE_ID_ from GRANTED)"
                        + " or '*' in (select RESOURCE_ID_ from GRANTED))) ) order by RES.DUE_DATE_ asc LIMIT ?");
    }

    /** Where not all of it is understood, the engine's own statement is asked: nobody sees more by a guess. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select RES.* from ACT_RU_TASK RES where RES.ID_ = ?",
                "select ?, RES.ID_ from ACT_RU_TASK RES inner join ( SELECT A.* FROM ACT_RU_AUTHORIZATION A ) AUTH"
                        + " ON (AUTH.RESOURCE_ID_ = RES.ID_ ) WHERE (AUTH.RESOURCE_ID_ IS NOT NULL)",
                "select RES.ID_ from ACT_RU_TASK RES inner join ( SELECT A.* FROM ACT_RU_AUTHORIZATION A ) AUTH"
                        + " ON (AUTH.RESOURCE_ID_ = RES.ID_ AND AUTH.TYPE_ = 1 ) WHERE (AUTH.RESOURCE_ID_ IS NOT NULL)",
                "select RES.ID_ from ACT_RU_TASK RES inner join ( SELECT A.* FROM ACT_RU_AUTHORIZATION A ) AUTH"
                        + " ON (AUTH.RESOURCE_ID_ = RES.ID_ ) WHERE RES.NAME_ = ?",
                "select RES.ID_ from ACT_RU_TASK RES inner join ( SELECT A.* FROM ACT_RU_AUTHORIZATION A ) AUTH"
                        + " ON (AUTH.RESOURCE_ID_ = RES.ID_ ) WHERE (AUTH.RESOURCE_ID_ IS NOT NULL) and AUTH.PERMS_ > 2"
            })
    void aStatementOfAnotherShapeIsLeftAsItIs(String sql) {
        assertThat(GrantsAsCondition.rewritten(sql)).isEmpty();
    }
}
