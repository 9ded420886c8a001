/** Clues that come in as a table: the county's old ledger, the hotline's exports; checked row by row before anything is registered. */
package cn.qingfeng.intake.imports;
