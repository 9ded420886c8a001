package cn.qingfeng.insight;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.insight.following.Following;
import java.security.Principal;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** 关注: the star on a clue's page and in the ledger. */
@Controller
class FollowingPage {

    private static final Pattern OF_THE_LEDGER = Pattern.compile("/ledger(\\?[^\\s\\\\]*)?");

    private final Following following;

    FollowingPage(Following following) {
        this.following = following;
    }

    /** @param back the list to come back to; the clue's page without one */
    @PostMapping("/clues/{number}/follow")
    String follow(
            Principal reader,
            @PathVariable String number,
            @RequestParam boolean follows,
            @RequestParam(required = false) String back) {
        var clue = ClueNumber.of(number);
        following.follow(reader.getName(), clue, follows);
        return "redirect:" + (back != null && OF_THE_LEDGER.matcher(back).matches() ? back : "/clues/" + clue);
    }

    @PutMapping("/api/clues/{number}/follow")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @ResponseBody
    void follow(Principal reader, @PathVariable String number) {
        following.follow(reader.getName(), ClueNumber.of(number), true);
    }

    @DeleteMapping("/api/clues/{number}/follow")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @ResponseBody
    void unfollow(Principal reader, @PathVariable String number) {
        following.follow(reader.getName(), ClueNumber.of(number), false);
    }
}
