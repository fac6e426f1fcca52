<#import "template.ftl" as layout>
<#import "tenants-fields.ftl" as fields>
<@layout.registrationLayout displayMessage=messagesPerField.exists('global') displayRequiredFields=true; section>
  <#if section = "header">
    ${msg(heading)}
  <#elseif section = "form">
    <form id="tenants-sign-up" class="${properties.kcFormClass!}" action="${self}" method="post" novalidate>
      <input type="hidden" name="form-token" value="${formToken}">
      <@fields.text name="organization" label=msg("tenantsOrganization") value=typed.organization autocomplete="organization"/>
      <@fields.text name="address" label=msg("tenantsAddress") value=typed.address required=false hint=msg("tenantsAddressHint", realmsAddress)
        autocapitalize="none" spellcheck="false" data\-check=checkAddress/>
      <div id="address-state" class="${properties.kcInputHelperTextItemTextClass!}" role="status"></div>
      <@fields.text name="email" label=msg("email") value=typed.email type="email" autocomplete="email"/>
      <@fields.text name="username" label=msg("username") value=typed.username autocomplete="username" autocapitalize="none" spellcheck="false"/>
      <@fields.text name="firstName" label=msg("firstName") value=typed.firstName autocomplete="given-name"/>
      <@fields.text name="lastName" label=msg("lastName") value=typed.lastName autocomplete="family-name"/>
      <@fields.password name="password" label=msg("password")/>
      <@fields.password name="password-confirm" label=msg("passwordConfirm")/>
      <#if termsAddress??>
        <div class="${properties.kcFormGroupClass!}">
          <div class="${properties.kcCheckboxClass!}">
            <input class="${properties.kcCheckboxInputClass!}" type="checkbox" id="terms" name="terms" aria-required="true"<#if termsAccepted> checked</#if><#if (focus!"") == "terms"> autofocus</#if><@fields.described name="terms" hint="" error=messagesPerField.get("terms")/>>
            <label class="${properties.kcCheckboxLabelClass!}" for="terms">${msg("acceptTerms")}</label>
          </div>
          <a href="${termsAddress}" target="_blank" rel="noopener noreferrer">${msg("tenantsReadTerms")}</a>
          <#if messagesPerField.existsError("terms")>
            <div class="${properties.kcInputHelperTextItemClass!} ${properties.kcError!}" id="input-error-terms">
              <span class="${properties.kcInputErrorMessageClass!}">${messagesPerField.get("terms")}</span>
            </div>
          </#if>
        </div>
      </#if>
      <#-- Not escaped: the HTML of a captcha comes from the operator's own provider JAR. -->
      <#list captchas as captcha>${captcha?no_esc}</#list>
      <@fields.submit label=msg("tenantsSignUp")/>
    </form>
    <script type="module" src="${url.resourcesPath}/js/tenants-sign-up.js"></script>
  </#if>
</@layout.registrationLayout>
