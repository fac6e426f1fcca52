<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg(heading)}
  <#elseif section = "form">
    <p id="tenants-notice" role="status">${msg(text, parameter)}</p>
    <#if again??><p><a href="${again}">${msg("tenantsAgain")}</a></p></#if>
  </#if>
</@layout.registrationLayout>
