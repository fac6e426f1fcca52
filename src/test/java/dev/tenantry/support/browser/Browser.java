package dev.tenantry.support.browser;

import dev.tenantry.support.process.Eventually;
import dev.tenantry.support.process.OnExit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.NotFoundException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * A person at a real Chromium, which knows nothing of what others did: pages with their scripts and styles, as people
 * see them. Elements are named by CSS selectors and waited for. Where what the server answers is enough,
 * {@link LoginBrowser} is a hundred times as fast. One thread at a time; it ends with the JVM at the latest.
 */
public final class Browser implements AutoCloseable {

    private static final Dimension WINDOW = new Dimension(1280, 900);

    /** A console is megabytes of scripts, which a busy machine takes its time to read. */
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
        OnExit.close(this);
        driver.manage().window().setSize(WINDOW);
    }

    /** Of somebody who reads English. */
    public static Browser open() {
        return open("en");
    }

    /**
     * Of somebody who reads another language.
     *
     * @param arguments of Chromium's command line in addition to the usual ones, each with its dashes
     */
    public static Browser open(String language, String... arguments) {
        return new Browser(Chromium.start(language, List.of(arguments)));
    }

    /** Has the person prefer dark pages from now on. */
    public Browser dark() {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
                List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        return this;
    }

    /** Has no page run a script from now on. */
    public Browser withoutScripts() {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        return this;
    }

    /** Makes the window as small as a telephone's, or any other size, in CSS pixels. */
    public Browser sized(int width, int height) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    /** Opens a page. */
    public Browser go(String url) {
        driver.get(url);
        return this;
    }

    public String url() {
        return driver.getCurrentUrl();
    }

    /** Waits for an address, which scripts may change. */
    public Browser awaitUrl(Predicate<String> expected) {
        Eventually.seesWithin(TIMEOUT, "an address", this::url, expected);
        return this;
    }

    public String title() {
        return driver.getTitle();
    }

    /** The page's HTML as its scripts have made it. */
    public String source() {
        return driver.getPageSource();
    }

    /** Types into a field instead of what was there. */
    public Browser type(String selector, String text) {
        use(selector, field -> {
            field.clear();
            field.sendKeys(text);
            return true;
        });
        return this;
    }

    /** Presses a button, follows a link, sets a tick. */
    public Browser click(String selector) {
        use(selector, element -> {
            element.click();
            return true;
        });
        return this;
    }

    /** What a person reads in an element that can be seen. */
    public String text(String selector) {
        return use(selector, WebElement::getText);
    }

    /** Waits until an element's text has this in it. */
    public Browser awaitText(String selector, String part) {
        Eventually.seesWithin(TIMEOUT, "\"" + part + "\" in " + selector, () -> ifThere(selector, WebElement::getText),
                text -> text != null && text.contains(part));
        return this;
    }

    /** What is in a field, or another property of the element in the page's document. */
    public String property(String selector, String name) {
        return use(selector, element -> String.valueOf(element.getDomProperty(name)));
    }

    /** A property of its style as it is shown, such as {@code background-color}. */
    public String style(String selector, String name) {
        return use(selector, element -> element.getCssValue(name));
    }

    /** Whether such an element can be seen now. Does not wait. */
    public boolean shows(String selector) {
        return ifThere(selector, element -> true) != null;
    }

    /** Runs a script in the page, which returns its answer by {@code return}. */
    public Object script(String script) {
        return driver.executeScript(script);
    }

    /** Fails if axe finds what keeps people from using the page, which must be there; see {@link Accessibility}. */
    public Browser accessible(String page) {
        Accessibility.check(driver, page);
        return this;
    }

    /** Keeps a picture of the page; see {@link Screenshots}. */
    public Browser picture(String name) {
        Screenshots.keep(driver, name);
        return this;
    }

    /** For what this class does not do. */
    public ChromeDriver driver() {
        return driver;
    }

    @Override
    public void close() {
        driver.quit();
    }

    /** Waits for the element, and once more if the page changes meanwhile. */
    private <T> T use(String selector, Function<WebElement, T> use) {
        AtomicReference<T> result = new AtomicReference<>();
        Eventually.seesWithin(TIMEOUT, selector, () -> {
            result.set(ifThere(selector, use));
            return url() + " \"" + title() + "\"";
        }, page -> result.get() != null);
        return result.get();
    }

    private <T> T ifThere(String selector, Function<WebElement, T> use) {
        try {
            for (WebElement element : driver.findElements(By.cssSelector(selector))) {
                if (element.isDisplayed()) {
                    return use.apply(element);
                }
            }
            return null;
        } catch (StaleElementReferenceException | NotFoundException | ElementNotInteractableException changing) {
            return null;
        }
    }
}
