/** A clue's life and its phases: the contracts of their diagrams, what an answered task does, what the instances carry. */
package cn.qingfeng.process.lifecycle;
