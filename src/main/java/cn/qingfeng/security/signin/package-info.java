/** Signing in, and what happens after too many failures. */
package cn.qingfeng.security.signin;
