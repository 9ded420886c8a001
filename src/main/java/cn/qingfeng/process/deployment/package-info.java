/** What an owner deploys, looked over before it is in force, made whole, and refused with element and reason. */
package cn.qingfeng.process.deployment;
