package cn.qingfeng.clue.content;

/** A free text of a clue that units read, and that is therefore looked at before one does. Words: {@code part.<NAME>}. */
public enum ClueTextField {
    TITLE,
    NARRATIVE,
    REQUEST,
    PLACE,
    MATTER,
    WINDOW;

    /** The text itself, empty where the clue has none. */
    public String of(Content content) {
        var text = switch (this) {
            case TITLE -> content.title();
            case NARRATIVE -> content.narrative();
            case REQUEST -> content.request();
            case PLACE -> content.place();
            case MATTER -> content.matter();
            case WINDOW -> content.concernedWindow();
        };
        return text == null ? "" : text;
    }
}
