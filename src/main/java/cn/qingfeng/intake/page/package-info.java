/** The pages at which clues are told and registered, with their drafts and files. */
package cn.qingfeng.intake.page;
