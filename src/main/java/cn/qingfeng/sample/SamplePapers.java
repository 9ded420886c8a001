package cn.qingfeng.sample;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.paper.PaperKind;
import cn.qingfeng.paper.Papers;
import jakarta.persistence.EntityManager;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A few papers of the demo county's clues, issued by whose they are, so that the register is not empty. */
@Component
class SamplePapers {

    private static final Logger LOG = LoggerFactory.getLogger(SamplePapers.class);

    private static final int LOOKED_AT = 25;

    private final Papers papers;
    private final ClueAccess access;
    private final EntityManager entities;

    SamplePapers(Papers papers, ClueAccess access, EntityManager entities) {
        this.papers = papers;
        this.access = access;
        this.entities = entities;
    }

    /** One of each kind that there is something to write about, of the newest clues. */
    void issue() {
        var issued = EnumSet.noneOf(PaperKind.class);
        var clues = entities.createQuery(
                        "select c from Clue c where c.dispatchedAt is not null order by c.number desc", Clue.class)
                .setMaxResults(LOOKED_AT)
                .getResultList();
        for (var clue : clues) {
            for (var person : List.of("officehead", "supervisor")) {
                for (var offer : papers.offers(access.viewer(person), clue)) {
                    if (issued.add(offer.kind())) {
                        issue(person, clue, offer);
                    }
                }
            }
        }
    }

    private void issue(String person, Clue clue, Papers.Offer offer) {
        try {
            papers.issue(
                    person,
                    new Papers.Wish(offer.kind(), clue.number(), offer.subject(), Map.of(), null),
                    UUID.randomUUID().toString());
        } catch (Refusal refused) {
            LOG.info("No {} of {} in the demo: {}", offer.kind(), clue.number(), refused.key());
        }
    }
}
