package cn.qingfeng.form;

/** Where forms come from: the deployed ones, whose owner may have changed them since the start. */
public interface FormSource {

    /**
     * The newest version of a form, as its owner wrote it.
     *
     * @throws cn.qingfeng.Refusal not found, when there is no form of that id
     */
    FormSchema latest(String formId);
}
