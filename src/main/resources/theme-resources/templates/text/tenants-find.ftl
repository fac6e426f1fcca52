<#ftl output_format="plainText">
${msg("tenantsFindMail")}

<#list tenants as tenant>
${tenant.name}
${tenant.address}

</#list>
${msg("tenantsFindMailEnd")}
