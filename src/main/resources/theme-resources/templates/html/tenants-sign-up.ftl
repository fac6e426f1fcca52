<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("tenantsSignUpMail", organisation, username)}</p>
<p><a href="${link}">${msg("tenantsConfirmButton")}</a></p>
<p>${msg("tenantsSignUpMailEnd", linkExpirationFormatter(minutes))}</p>
</@layout.emailLayout>
