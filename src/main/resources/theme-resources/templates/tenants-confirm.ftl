<#import "template.ftl" as layout>
<#import "tenants-fields.ftl" as fields>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg(heading)}
  <#elseif section = "form">
    <form id="tenants-confirm" class="${properties.kcFormClass!}" action="${self}" method="post">
      <input type="hidden" name="form-token" value="${formToken}">
      <input type="hidden" name="token" value="${token}">
      <p>${msg("tenantsConfirm")}</p>
      <p>${msg("tenantsSignUpMailName")}<br>${organization}</p>
      <p>${msg("tenantsSignUpMailUser")}<br>${username}</p>
      <p>${tenantAddress}</p>
      <@fields.submit label=msg("tenantsConfirmButton")/>
    </form>
  </#if>
</@layout.registrationLayout>
