/** The real parts that tests stand on: databases, a mail server, a browser; and what happens where one is absent. */
package cn.qingfeng.testing;
