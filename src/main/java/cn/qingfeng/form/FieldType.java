package cn.qingfeng.form;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The field types that Tasklist draws; a form with any other (a file picker, say) breaks there as a whole. */
public enum FieldType {
    TEXTFIELD,
    TEXTAREA,
    NUMBER,
    CHECKBOX,
    CHECKLIST,
    RADIO,
    SELECT,
    TAGLIST,
    DATETIME,
    EXPRESSION,
    GROUP,
    DYNAMICLIST,
    TEXT,
    TABLE,
    HTML,
    IMAGE,
    SEPARATOR,
    SPACER,
    BUTTON,
    IFRAME;

    static Optional<FieldType> of(String name) {
        return Arrays.stream(values())
                .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    /** Whether a person answers here. */
    boolean asks() {
        return ordinal() <= DATETIME.ordinal();
    }

    boolean isText() {
        return this == TEXTFIELD || this == TEXTAREA;
    }

    boolean choosesOne() {
        return this == RADIO || this == SELECT;
    }

    boolean choosesMany() {
        return this == CHECKLIST || this == TAGLIST;
    }

    boolean holdsOthers() {
        return this == GROUP || this == DYNAMICLIST;
    }

    /** What Tasklist holds for a field that nobody has touched; conditions see this. */
    public Object untouched() {
        if (isText()) {
            return "";
        }
        if (choosesMany() || this == DYNAMICLIST) {
            return java.util.List.of();
        }
        return this == CHECKBOX ? Boolean.FALSE : null;
    }
}
