package cn.qingfeng.organization.place;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface ContactPoints extends JpaRepository<ContactPoint, String> {
    List<ContactPoint> findByUnit(String unit);
}
