/** What officials do to a clue beside its tasks: ask for time, press, change the card; as a page and as an API. */
package cn.qingfeng.casework.action;
