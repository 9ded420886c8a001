/** A firm's own page, behind a link that its officer or the office hands over: who comes, how its problems go, what it thought of a visit. */
package cn.qingfeng.visit.own;
