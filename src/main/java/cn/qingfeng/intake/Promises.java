package cn.qingfeng.intake;

import cn.qingfeng.clue.Clue;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What a reporter may expect next and until when. Whoever keeps the limits answers. */
public interface Promises {

    /**
     * A promised moment.
     *
     * @param name what is owed
     * @param because why it is that moment, in one sentence
     */
    record Promise(String name, Instant dueAt, String because) {}

    /** The limit that runs for the clue now; empty when nothing is owed. */
    Optional<Promise> next(Clue clue, Locale reader);

    /**
     * How long the county gives itself, by the table that holds now.
     *
     * @param card a card's name
     * @param limit a limit's name, such as FINISH
     * @return such as “3 working days”; empty when the table gives no such limit
     */
    Optional<String> stated(String card, String limit, Locale reader);

    /** Until when whoever rated is called about it; empty where no call is owed. */
    Optional<Promise> callBack(Clue clue, Locale reader);

    /** Whether a rating given now is the call-back itself, so that what it says is done at once and nobody calls. */
    boolean ratingIsTheCallBack(Clue clue);

    /** Until when it is decided whether the clue is taken up, from the moment of its registration on; empty without such a rule. */
    Optional<Promise> admission(Clue clue, Locale reader);
}
