package dev.tenantry.keycloak.workflow;

import dev.tenantry.core.user.UserCriteria;
import dev.tenantry.keycloak.user.TenantUsers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.workflow.ResourceType;
import org.keycloak.models.workflow.ResourceTypeSelector;
import org.keycloak.models.workflow.Workflow;
import org.keycloak.models.workflow.WorkflowEvent;
import org.keycloak.models.workflow.WorkflowExecutionContext;
import org.keycloak.models.workflow.WorkflowStateProvider;
import org.keycloak.models.workflow.WorkflowStateProvider.ScheduledStep;
import org.keycloak.models.workflow.WorkflowStep;
import org.keycloak.models.workflow.expression.BooleanConditionParser;
import org.keycloak.models.workflow.expression.ConditionEvaluator;
import org.keycloak.models.workflow.expression.EvaluatorUtils;
import org.keycloak.representations.workflows.WorkflowConstants;

/**
 * Selects the users for the next run of a scheduled workflow: a batch of users who meet the workflow's conditions and
 * are not in the workflow yet. Evaluates the conditions for each user separately, because Keycloak's query for many
 * users reads Keycloak's own tables (UserResourceTypeWorkflowProvider, 26.7).
 */
final class TenantUserSelector implements ResourceTypeSelector {

    private final KeycloakSession session;
    private final TenantUsers users;

    TenantUserSelector(KeycloakSession session, TenantUsers users) {
        this.session = session;
        this.users = users;
    }

    @Override
    public List<String> getResourceIds(Workflow workflow) {
        int batch = Integer.parseInt(
                workflow.getConfig().getFirstOrDefault(WorkflowConstants.CONFIG_SCHEDULE_BATCH_SIZE, "100"));
        Set<String> atWork = atWork(workflow);
        return users.list(new UserCriteria(), null, null)
                .map(UserModel::getId)
                .filter(id -> !atWork.contains(id) && meetsConditions(workflow, id))
                .limit(batch)
                .toList();
    }

    private Set<String> atWork(Workflow workflow) {
        Set<String> ids = new HashSet<>();
        session.getProvider(WorkflowStateProvider.class)
                .getScheduledStepsByWorkflow(workflow.getId())
                .map(ScheduledStep::resourceId)
                .forEach(ids::add);
        return ids;
    }

    private boolean meetsConditions(Workflow workflow, String userId) {
        String conditions = workflow.getConfig().getFirst(WorkflowConstants.CONFIG_CONDITIONS);
        if (conditions == null || conditions.isBlank()) {
            return true;
        }
        BooleanConditionParser.EvaluatorContext expression = EvaluatorUtils.createEvaluatorContext(conditions);
        return new ConditionEvaluator(session, new Candidate(userId)).visit(expression);
    }

    @Override
    public Object resolveResource(String resourceId) {
        return ResourceType.USERS.resolveResource(session, resourceId);
    }

    /**
     * A user for whom the conditions of a workflow are evaluated. For this evaluation, the id of the user is enough.
     */
    private record Candidate(String userId) implements WorkflowExecutionContext {

        @Override
        public String getResourceId() {
            return userId;
        }

        /**
         * Returns null, because no event starts a scheduled workflow. Keycloak's own context also returns null when
         * Keycloak checks a workflow's conditions again before a step.
         */
        @Override
        public WorkflowEvent getEvent() {
            return null;
        }

        @Override
        public WorkflowStep getNextStep() {
            return null;
        }
    }
}
