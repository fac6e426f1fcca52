<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("tenantsFindMail")}</p>
<ul>
<#list tenants as tenant>
<li>${tenant.name}<br>
<a href="${tenant.address}">${tenant.address}</a></li>
</#list>
</ul>
<p>${msg("tenantsFindMailEnd")}</p>
</@layout.emailLayout>
