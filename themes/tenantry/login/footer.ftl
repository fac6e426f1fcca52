<#--
  Keycloak includes this template in each login page. The template writes a realm's color and logo into custom
  properties of CSS, which css/tenantry.css uses. The values have no characters with a meaning in CSS or HTML: see the
  package dev.tenantry.core.branding.
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
