/** Draws the pictures and tables under {@code docs} from code, diagrams and decisions: {@code mvn -Dgroups=docs test}. */
package cn.qingfeng.docs;
