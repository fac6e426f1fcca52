<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("tenantsSignUpMail")}</p>
<p>${msg("tenantsSignUpMailName")}<br>
${organization}</p>
<p>${msg("tenantsSignUpMailUser")}<br>
${username}</p>
<p>${msg("tenantsSignUpMailLink")}</p>
<p><a href="${link}">${msg("tenantsConfirmButton")}</a></p>
<p>${msg("tenantsSignUpMailEnd", linkExpirationFormatter(minutes))}</p>
</@layout.emailLayout>
