<#import "template.ftl" as layout>
<#import "tenants-fields.ftl" as fields>
<@layout.registrationLayout displayMessage=messagesPerField.exists('global'); section>
  <#if section = "header">
    ${msg(heading)}
  <#elseif section = "form">
    <form id="tenants-find" class="${properties.kcFormClass!}" action="${self}" method="post" novalidate>
      <input type="hidden" name="form-token" value="${formToken}">
      <@fields.text name="address" label=byEmail?then(msg("tenantsAddressOrEmail"), msg("tenantsAddress")) value=typed
        hint=byEmail?then(msg("tenantsFindHintEmail", realmsAddress), msg("tenantsFindHint", realmsAddress))
        autocapitalize="none" spellcheck="false"/>
      <@fields.submit label=msg("tenantsFind")/>
    </form>
  </#if>
</@layout.registrationLayout>
