package dev.tenantry.keycloak.workflow;

import dev.tenantry.core.user.UserCriteria;
import dev.tenantry.keycloak.user.TenantUsers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.workflow.Workflow;
import org.keycloak.models.workflow.WorkflowEvent;
import org.keycloak.models.workflow.WorkflowExecutionContext;
import org.keycloak.models.workflow.WorkflowStep;
import org.keycloak.models.workflow.expression.BooleanConditionParser.EvaluatorContext;
import org.keycloak.models.workflow.expression.ConditionEvaluator;
import org.keycloak.models.workflow.expression.EvaluatorUtils;
import org.keycloak.representations.workflows.WorkflowConstants;

/**
 * The users for one run of a scheduled workflow: a batch of users who meet the workflow's conditions and are not in the
 * workflow yet. Evaluates the conditions for each user separately, because Keycloak's query for many users reads
 * Keycloak's own tables (UserResourceTypeWorkflowProvider, 26.7).
 *
 * <p>Examines the users in blocks, each in a new session. A condition looks up its user, and Keycloak keeps each user
 * whom a session has looked up until the session ends (UserCacheSession.addManagedUser, 26.7). One session for all
 * users of a large tenant would exhaust the memory of the server. A new session sees only committed changes. This is
 * enough, because the caller, Keycloak's timer for scheduled workflows, has changed nothing in its own session
 * (ScheduledWorkflowRunner, 26.7).
 */
final class EligibleUsers {

    /** The number of users in a block: as many as {@link TenantUsers#list} reads by one query. */
    static final int BLOCK = 500;

    private final KeycloakSession session;
    private final String workflowId;
    private final Optional<EvaluatorContext> conditions;

    private int missing;
    private String lastUsername = "";
    private boolean isAtEnd;

    EligibleUsers(KeycloakSession session, Workflow workflow) {
        this.session = session;
        this.workflowId = workflow.getId();
        this.conditions = Optional.ofNullable(workflow.getConfig().getFirst(WorkflowConstants.CONFIG_CONDITIONS))
                .filter(text -> !text.isBlank())
                .map(EvaluatorUtils::createEvaluatorContext);
        this.missing = Integer.parseInt(
                workflow.getConfig().getFirstOrDefault(WorkflowConstants.CONFIG_SCHEDULE_BATCH_SIZE, "100"));
    }

    /**
     * Passes the ids of the users to the action, in the order of the users' names. Can be called only once.
     *
     * @param action gets the session of a block and the ids of the block's eligible users; must not use the session
     *     after it returns
     */
    void forEachBlock(BiConsumer<KeycloakSession, List<String>> action) {
        while (missing > 0 && !isAtEnd) {
            KeycloakModelUtils.runJobInTransaction(
                    session.getKeycloakSessionFactory(), session.getContext(), own -> examineBlock(own, action));
        }
    }

    private void examineBlock(KeycloakSession own, BiConsumer<KeycloakSession, List<String>> action) {
        List<UserModel> users = nextUsers(own);
        isAtEnd = users.size() < BLOCK;
        if (users.isEmpty()) {
            return;
        }
        lastUsername = users.get(users.size() - 1).getUsername();
        List<String> ids = users.stream().map(UserModel::getId).toList();
        Set<String> atWork = atWork(own, ids);
        // The list of users stays referenced, so that the conditions find the users without a query.
        List<String> eligible = users.stream()
                .map(UserModel::getId)
                .filter(id -> !atWork.contains(id) && meetsConditions(own, id))
                .limit(missing)
                .toList();
        missing -= eligible.size();
        action.accept(own, eligible);
    }

    /** Returns no users if the tenant has been dropped or released since the run began. */
    private List<UserModel> nextUsers(KeycloakSession own) {
        return Optional.ofNullable(own.getContext().getRealm())
                .flatMap(realm -> TenantUsers.of(own, realm))
                .map(users -> users.list(new UserCriteria().after(lastUsername), null, BLOCK).toList())
                .orElse(List.of());
    }

    /** Returns the ids of the users who are in the workflow already. */
    private Set<String> atWork(KeycloakSession own, List<String> userIds) {
        return new HashSet<>(own.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery("select s.resourceId from WorkflowStateEntity s"
                        + " where s.workflowId = :workflow and s.resourceId in :users", String.class)
                .setParameter("workflow", workflowId)
                .setParameter("users", userIds)
                .getResultList());
    }

    private boolean meetsConditions(KeycloakSession own, String userId) {
        return conditions
                .map(expression -> new ConditionEvaluator(own, new Candidate(userId)).visit(expression))
                .orElse(true);
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
