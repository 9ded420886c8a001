package cn.qingfeng.organization;

import org.springframework.data.jpa.repository.JpaRepository;

interface ContactPoints extends JpaRepository<ContactPoint, String> {}
