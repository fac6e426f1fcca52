<#--
  Form fields that look like the fields of Keycloak's field.ftl. In addition, a field can have a type and a hint, and
  screen readers can tell which message belongs to the field.
-->
<#macro group name label required hint error>
  <div class="${properties.kcFormGroupClass!}">
    <div class="${properties.kcFormGroupLabelClass!}">
      <label for="${name}" class="${properties.kcFormLabelClass!}">
        <span class="${properties.kcFormLabelTextClass!}">${label}</span>
        <#if required><span class="${properties.kcInputRequiredClass!}" aria-hidden="true">&#42;</span></#if>
      </label>
    </div>
    <#nested>
    <#if hint?has_content>
      <div class="${properties.kcFormHelperTextClass!}">
        <div class="${properties.kcInputHelperTextClass!}">
          <div class="${properties.kcInputHelperTextItemClass!}">
            <span class="${properties.kcInputHelperTextItemTextClass!}" id="${name}-hint">${hint}</span>
          </div>
        </div>
      </div>
    </#if>
    <div id="input-error-container-${name}">
      <#if error?has_content>
        <div class="${properties.kcFormHelperTextClass!}">
          <div class="${properties.kcInputHelperTextClass!}">
            <div class="${properties.kcInputHelperTextItemClass!} ${properties.kcError!}" id="input-error-${name}">
              <span class="${properties.kcInputErrorMessageClass!}">${error}</span>
            </div>
          </div>
        </div>
      </#if>
    </div>
  </div>
</#macro>

<#macro described name hint error><#if hint?has_content || error?has_content> aria-describedby="<#if error?has_content>input-error-${name} </#if><#if hint?has_content>${name}-hint</#if>"</#if><#if error?has_content> aria-invalid="true"</#if></#macro>

<#macro text name label value="" type="text" autocomplete="off" required=true hint="" extra...>
  <#local error = messagesPerField.get(name)>
  <@group name=name label=label required=required hint=hint error=error>
    <span class="${properties.kcInputClass!} <#if error?has_content>${properties.kcError!}</#if>">
      <input id="${name}" name="${name}" value="${value}" type="${type}" autocomplete="${autocomplete}" maxlength="255"<#if required> aria-required="true"</#if><#if (focus!"") == name> autofocus</#if><@described name=name hint=hint error=error/><#list extra as attribute, text> ${attribute}="${text}"</#list>>
    </span>
  </@group>
</#macro>

<#macro password name label>
  <#local error = messagesPerField.get(name)>
  <@group name=name label=label required=true hint="" error=error>
    <div class="${properties.kcInputGroup!}">
      <div class="${properties.kcInputGroupItemClass!} ${properties.kcFill!}">
        <span class="${properties.kcInputClass!} <#if error?has_content>${properties.kcError!}</#if>">
          <input id="${name}" name="${name}" value="" type="password" autocomplete="new-password" maxlength="255" aria-required="true"<#if (focus!"") == name> autofocus</#if><@described name=name hint="" error=error/>>
        </span>
      </div>
      <div class="${properties.kcInputGroupItemClass!}">
        <button class="${properties.kcFormPasswordVisibilityButtonClass!}" type="button" aria-label="${msg('showPassword')}"
                aria-controls="${name}" data-password-toggle
                data-icon-show="${properties.kcFormPasswordVisibilityIconShow!}" data-icon-hide="${properties.kcFormPasswordVisibilityIconHide!}"
                data-label-show="${msg('showPassword')}" data-label-hide="${msg('hidePassword')}" id="${name}-show-password">
          <i class="${properties.kcFormPasswordVisibilityIconShow!}" aria-hidden="true"></i>
        </button>
      </div>
    </div>
  </@group>
</#macro>

<#macro submit label>
  <div class="${properties.kcFormGroupClass!}">
    <div class="${properties.kcFormActionGroupClass!}">
      <button class="${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!}" type="submit">${label}</button>
    </div>
  </div>
</#macro>
