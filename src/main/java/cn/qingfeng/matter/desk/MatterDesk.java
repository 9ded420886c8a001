package cn.qingfeng.matter.desk;

import cn.qingfeng.Refusal;
import cn.qingfeng.form.FormSchema;
import java.util.Map;

/** The steps of matters as their process has them; whoever runs it answers. */
public interface MatterDesk {

    /** Whether this person may do a step that waits: it is offered to the person, and nobody else has taken it. */
    boolean mayDo(String person, String step);

    /**
     * The form of a step that waits, as it was deployed with the diagram.
     *
     * @throws Refusal not found, when it waits no more
     */
    FormSchema form(String step);

    /** Does it, as in Tasklist: the same rights, form and checks. */
    void submit(String person, String step, Map<String, Object> answers);
}
