package cn.qingfeng.pledge;

import cn.qingfeng.form.FormOptions;
import cn.qingfeng.form.Option;
import cn.qingfeng.matter.Matters;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The episodes whose list of questions is still to be handed over. */
@Component
class EpisodeOptions implements FormOptions {

    private final Matters matters;

    EpisodeOptions(Matters matters) {
        this.matters = matters;
    }

    @Override
    public Optional<List<Option>> named(String valuesKey) {
        return EPISODES.equals(valuesKey)
                ? Optional.of(matters.running(PledgeBook.EPISODE).stream()
                        .map(episode -> new Option(episode.number() + " " + episode.title(), episode.number()))
                        .toList())
                : Optional.empty();
    }
}
