<#--
  Keycloak's place for what a theme adds to each page. A realm's color and logo go into custom properties, which
  css/tenantry.css uses. All values are of characters that mean nothing in CSS or HTML: see dev.tenantry.core.branding.
-->
<#macro content>
  <#if branding?? && branding?has_content>
    <style>
      :root {
        <#if branding.accent??>
        --tenantry-accent: ${branding.accent};
        --tenantry-accent-text: ${branding.accentText};
        </#if>
        <#if branding.logo??>
        --tenantry-logo: url("${branding.logo}");
        --tenantry-logo-display: block;
        </#if>
      }
    </style>
  </#if>
</#macro>
