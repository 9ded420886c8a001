/** What the service tasks of a clue's life do. */
package cn.qingfeng.process.lifecycle.delegate;
