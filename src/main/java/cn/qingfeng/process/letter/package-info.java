/** Letters of transfer: contract and tasks of their diagram. */
package cn.qingfeng.process.letter;
