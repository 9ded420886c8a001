package cn.qingfeng.process.delivery;

import java.util.Date;
import java.util.concurrent.ThreadLocalRandom;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobCommandFactory;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.stereotype.Component;

/**
 * Spreads the engine's retries: what failed together, because a server was down, does not come back together. Each pause of a
 * retry cycle becomes up to a quarter longer.
 */
@Component
class JitteredRetries extends AbstractProcessEnginePlugin {

    private static final double LONGER_AT_MOST = 0.25;

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setFailedJobCommandFactory(new Spread());
    }

    private static final class Spread implements FailedJobCommandFactory {
        @Override
        public Command<Object> getCommand(String jobId, Throwable exception) {
            return new SpreadRetry(jobId, exception);
        }
    }

    private static final class SpreadRetry extends DefaultJobRetryCmd {
        SpreadRetry(String jobId, Throwable exception) {
            super(jobId, exception);
        }

        @Override
        public Object execute(CommandContext context) {
            var done = super.execute(context);
            var job = getJob();
            var now = ClockUtil.getCurrentTime().getTime();
            if (job != null && job.getRetries() > 0 && job.getDuedate() != null) {
                var pause = job.getDuedate().getTime() - now;
                if (pause > 0) {
                    var longer = (long) (pause * ThreadLocalRandom.current().nextDouble(LONGER_AT_MOST));
                    job.setDuedate(new Date(job.getDuedate().getTime() + longer));
                }
            }
            return done;
        }
    }
}
