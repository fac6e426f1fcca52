<#ftl output_format="plainText">
${msg("tenantsSignUpMail")}

${msg("tenantsSignUpMailName")}
${organization}

${msg("tenantsSignUpMailUser")}
${username}

${msg("tenantsSignUpMailLink")}

${link}

${msg("tenantsSignUpMailEnd", linkExpirationFormatter(minutes))}
