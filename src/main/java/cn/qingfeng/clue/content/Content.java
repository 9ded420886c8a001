package cn.qingfeng.clue.content;

import cn.qingfeng.clue.ClueKind;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * What was reported, without the reporter: identity lies in the room {@code reporter}.
 *
 * @param matter name or number of the matter at the authority
 * @param concernedUnit code of the unit that the clue is about, or null
 * @param channel the way it came in
 * @param externalNumber its number at the place it came from (hotline ticket), or null
 * @param point code of the contact point or plaque, or null
 */
@Embeddable
public record Content(
        @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR)
        ClueKind kind,

        String title,
        @Column(columnDefinition = "mediumtext") String narrative,
        @Column(columnDefinition = "mediumtext") String request,
        String place,
        String matter,
        String concernedUnit,
        String concernedWindow,

        @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR)
        ReportingChannel channel,

        String externalNumber,
        @Column(name = "point_code") String point,
        boolean anonymous,

        @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR)
        Consent consent) {

    /** The words of a report against a person, which the database holds sealed only. */
    public record Words(
            String title,
            String narrative,
            String request,
            String place,
            String matter,
            String concernedUnit,
            String concernedWindow,
            String externalNumber,
            String point) {}

    public Words words() {
        return new Words(
                title, narrative, request, place, matter, concernedUnit, concernedWindow, externalNumber, point);
    }

    /** The same with these words; none at all for null. */
    public Content with(Words words) {
        return words == null
                ? new Content(kind, "", "", null, null, null, null, null, channel, null, null, anonymous, consent)
                : new Content(
                        kind,
                        words.title(),
                        words.narrative(),
                        words.request(),
                        words.place(),
                        words.matter(),
                        words.concernedUnit(),
                        words.concernedWindow(),
                        channel,
                        words.externalNumber(),
                        words.point(),
                        anonymous,
                        consent);
    }

    public Content with(Consent changed) {
        return new Content(
                kind,
                title,
                narrative,
                request,
                place,
                matter,
                concernedUnit,
                concernedWindow,
                channel,
                externalNumber,
                point,
                anonymous,
                changed);
    }
}
