<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg(heading)}
  <#elseif section = "form">
    <div class="${properties.kcFormClass!}">
    <p id="tenants-welcome">${msg("tenantsWelcome", organization, username)}</p>
    <p>${msg("tenantsWelcomeAddress")} <a href="${tenantAddress}/account/">${tenantAddress}</a></p>
    <a class="${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!}" href="${accountAddress}">${msg("tenantsToAccount")}</a>
    <a class="${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!}" href="${consoleAddress}">${msg("tenantsToConsole")}</a>
    </div>
  </#if>
</@layout.registrationLayout>
