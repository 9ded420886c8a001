/** Ballots: rights to vote once, casting, papers, and the count. Nobody, the owner of the database included, can tie a ballot to a firm. */
@NamedInterface("ballot")
package cn.qingfeng.evaluation.ballot;

import org.springframework.modulith.NamedInterface;
