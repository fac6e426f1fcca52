<#--
  Uses tables and style attributes, because many mail clients ignore style sheets. Some mail clients do not show images
  that are part of a mail, so the tenant's name is below the logo.
-->
<#macro emailLayout>
<html lang="${locale.language}" dir="${(ltr)?then('ltr','rtl')}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
</head>
<body style="margin: 0; padding: 24px 8px;">
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"
         style="max-width: 600px; margin: 0 auto; font-family: sans-serif; font-size: 16px; line-height: 1.5;">
    <tr>
      <td style="border-top: 4px solid ${(branding.accent)!'#0066cc'}; padding: 24px 16px 8px;">
        <#if (branding.logo)??>
        <img src="${branding.logo}" alt="" height="48" style="display: block; height: 48px; margin-bottom: 8px;">
        </#if>
        <strong style="font-size: 20px;">${realmName}</strong>
      </td>
    </tr>
    <tr>
      <td style="padding: 8px 16px 24px;">
        <#nested>
      </td>
    </tr>
  </table>
</body>
</html>
</#macro>
