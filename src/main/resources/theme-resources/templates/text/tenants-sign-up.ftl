<#ftl output_format="plainText">
${msg("tenantsSignUpMail")}

${msg("tenantsSignUpMailName")}
${organisation}

${msg("tenantsSignUpMailUser")}
${username}

${msg("tenantsSignUpMailLink")}

${link}

${msg("tenantsSignUpMailEnd", linkExpirationFormatter(minutes))}
