package cn.qingfeng.redaction;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.clue.content.ClueTextField;
import cn.qingfeng.redaction.Redaction.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The text of a clue with its marks, as the person reads it who decides what units read of it. */
@Component
@Transactional(readOnly = true)
class RedactionDesk {

    /**
     * A piece of text; {@code place} is the number of the mark that it is, counted from 1 through the whole clue, or 0.
     *
     * @param covered whether units see ▇▇ there by what is decided so far
     */
    record Piece(String text, int place, boolean covered) {}

    /** One of the clue's texts in pieces, under its name. */
    record Text(ClueTextField part, String name, List<Piece> pieces) {}

    /**
     * A mark.
     *
     * @param kindName what it looks like, in words
     * @param decision {@code COVER}, {@code LEAVE}, or null while it is open
     */
    record Spot(
            int place,
            ClueTextField part,
            String partName,
            int from,
            int to,
            String words,
            String kind,
            String kindName,
            String decision,
            String reason) {}

    /** Everything on the sheet; {@code dispatched}: units may have read it, and what is covered stays so. */
    record Sheet(String clueNumber, String title, long open, boolean dispatched, List<Text> texts, List<Spot> places) {}

    private final ClueLedger ledger;
    private final ClueAccess access;
    private final Redaction screening;
    private final LedgerWords words;

    RedactionDesk(ClueLedger ledger, ClueAccess access, Redaction screening, LedgerWords words) {
        this.ledger = ledger;
        this.access = access;
        this.screening = screening;
        this.words = words;
    }

    /** @throws Refusal not found or forbidden, for whoever does not decide about this clue */
    Sheet of(String person, String number, Locale locale) {
        var clue = ledger.get(ClueNumber.of(number));
        var viewer = access.viewer(person);
        access.requireSight(viewer, clue);
        if (!access.mayScreen(viewer, clue)) {
            throw Refusal.forbidden("screening.forbidden");
        }
        var places = screening.places(clue);
        var spots = new ArrayList<Spot>();
        for (var place : places) {
            spots.add(spot(spots.size() + 1, place, locale));
        }
        return new Sheet(
                clue.number().value(),
                access.contentFor(viewer, clue).title(),
                screening.open(clue),
                clue.dispatchedAt().isPresent(),
                Arrays.stream(ClueTextField.values())
                        .filter(part -> !part.of(clue.content()).isEmpty())
                        .map(part -> new Text(
                                part, words.code("part", part, locale), pieces(part.of(clue.content()), part, spots)))
                        .toList(),
                spots);
    }

    private Spot spot(int number, Place place, Locale locale) {
        return new Spot(
                number,
                place.part(),
                words.code("part", place.part(), locale),
                place.from(),
                place.to(),
                place.words(),
                place.kind(),
                words.code("telltale", place.kind(), locale),
                place.open() ? null : place.decided().covered() ? "COVER" : "LEAVE",
                place.open() ? null : place.decided().reason());
    }

    /** A place inside another one has no piece of its own. */
    private static List<Piece> pieces(String text, ClueTextField part, List<Spot> spots) {
        var pieces = new ArrayList<Piece>();
        var at = 0;
        for (var spot : spots) {
            if (spot.part() == part && spot.from() >= at) {
                pieces.add(new Piece(text.substring(at, spot.from()), 0, false));
                pieces.add(new Piece(spot.words(), spot.place(), "COVER".equals(spot.decision())));
                at = spot.to();
            }
        }
        pieces.add(new Piece(text.substring(at), 0, false));
        return pieces;
    }
}
