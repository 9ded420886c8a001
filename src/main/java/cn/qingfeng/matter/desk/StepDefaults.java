package cn.qingfeng.matter.desk;

import cn.qingfeng.matter.Matter;
import java.util.Map;

/** What a room with a rule of its own knows already of what a step asks: the form begins with it. */
public interface StepDefaults {

    /** By the fields' keys; nothing where it is none of the room's matters. */
    Map<String, Object> of(Matter matter, String step);
}
