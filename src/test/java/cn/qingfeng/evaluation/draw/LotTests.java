package cn.qingfeng.evaluation.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.evaluation.draw.Lot.Ticket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LotTests {

    /** Strata of 1 to 12 firms: the small ones are where a draw would be unfair. */
    private static final List<Ticket> REGISTER = register();

    private static List<Ticket> register() {
        var firms = new ArrayList<Ticket>();
        for (var town = 0; town < 12; town++) {
            for (var firm = 0; firm <= town; firm++) {
                firms.add(
                        new Ticket("F-%02d-%02d".formatted(town, firm), "town-" + town, firm % 5 == 0, firm % 2 == 0));
            }
        }
        return firms;
    }

    @Test
    void theSameSeedDrawsTheSameFirmsWhateverTheOrderOfTheRegister() {
        var shuffled = new ArrayList<>(REGISTER);
        var order = new Random(5);
        for (var time = 0; time < 50; time++) {
            Collections.shuffle(shuffled, order);
            assertThat(Lot.draw(shuffled, 20, "摇号 07 19 33")).isEqualTo(Lot.draw(REGISTER, 20, "摇号 07 19 33"));
        }
        assertThat(Lot.draw(REGISTER, 20, "another")).isNotEqualTo(Lot.draw(REGISTER, 20, "摇号 07 19 33"));
    }

    @Test
    void asManyAreDrawnAsWereWantedNoneTwiceUpToAll() {
        for (var wanted = 1; wanted <= REGISTER.size(); wanted++) {
            assertThat(Lot.draw(REGISTER, wanted, "seed-" + wanted))
                    .hasSize(wanted)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void moreThanThereAreNoneOrAFirmTwiceIsRefused() {
        for (var wanted : List.of(0, -1, REGISTER.size() + 1)) {
            assertThatThrownBy(() -> Lot.draw(REGISTER, wanted, "s")).isInstanceOf(IllegalArgumentException.class);
        }
        var twice = new ArrayList<>(REGISTER);
        twice.add(REGISTER.get(0));
        assertThatThrownBy(() -> Lot.draw(twice, 3, "s")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eachStratumHasItsShareButForAPartOfOne() {
        var strata = REGISTER.stream().collect(Collectors.groupingBy(Ticket::stratum));
        for (var seed = 0; seed < 500; seed++) {
            var drawn = Lot.draw(REGISTER, 30, "seed-" + seed);
            strata.forEach((stratum, firms) -> {
                var share = 30.0 * firms.size() / REGISTER.size();
                assertThat(firms.stream()
                                .filter(firm -> drawn.contains(firm.creditCode()))
                                .count())
                        .as(stratum)
                        .isBetween((long) Math.floor(share), (long) Math.ceil(share));
            });
        }
    }

    /**
     * Over many seeds each firm is drawn as often as another. Per draw the count is fixed, so that the sum over firms of the
     * squared deviations, by the variance of one, follows chi-square with N-1 degrees of freedom but for the covariances
     * that strata bring, which make it smaller.
     */
    @Test
    void everyFirmHasTheSameChance() {
        var draws = 5_000;
        var wanted = 26;
        Map<String, Long> times = new HashMap<>(IntStream.range(0, draws)
                .mapToObj(seed -> Lot.draw(REGISTER, wanted, "draw-" + seed))
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
        var chance = (double) wanted / REGISTER.size();
        var expected = draws * chance;
        var statistic = REGISTER.stream()
                        .mapToDouble(firm -> Math.pow(times.getOrDefault(firm.creditCode(), 0L) - expected, 2))
                        .sum()
                / (expected * (1 - chance));
        var freedom = REGISTER.size() - 1;
        // 99.9 % of chi-square, by its normal approximation (Wilson, Hilferty).
        var bound = freedom * Math.pow(1 - 2.0 / (9 * freedom) + 3.09 * Math.sqrt(2.0 / (9 * freedom)), 3);
        assertThat(statistic).as("chi-square, %d degrees of freedom", freedom).isLessThan(bound);
    }
}
