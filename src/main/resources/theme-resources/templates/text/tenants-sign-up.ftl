<#ftl output_format="plainText">
${msg("tenantsSignUpMail", organisation, username)}

${link}

${msg("tenantsSignUpMailEnd", linkExpirationFormatter(minutes))}
